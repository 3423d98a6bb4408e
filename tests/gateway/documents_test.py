"""docs/http-api.md, docs/openapi.json and docs/config.md compared with the running server and its source."""
import json
import re
import subprocess
import unittest

from gateway import PROMPT, ROOT, Gateway


def check(schema, value, components, path="$"):
    """Returns the violations of a schema. Covers the parts of JSON Schema that docs/openapi.json uses."""
    if "$ref" in schema:
        return check(components[schema["$ref"].rsplit("/", 1)[1]], value, components, path)
    if "oneOf" in schema:
        return [] if any(not check(s, value, components, path) for s in schema["oneOf"]) else [f"{path}: fits none"]
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int, "number": (int, float)}
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(isinstance(value, kinds[k]) and not (k in ("integer", "number") and isinstance(value, bool)) for k in wanted):
        return [f"{path}: {value!r} is not {wanted}"]
    wrong = []
    if isinstance(value, dict):
        wrong += [f"{path}: lacks {key}" for key in schema.get("required", []) if key not in value]
        for key, entry in schema.get("properties", {}).items():
            if key in value:
                wrong += check(entry, value[key], components, f"{path}.{key}")
    if isinstance(value, list) and "items" in schema:
        for i, entry in enumerate(value):
            wrong += check(schema["items"], entry, components, f"{path}[{i}]")
    return wrong


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway().__enter__()
        cls.api = json.loads((ROOT / "docs/openapi.json").read_text())
        cls.source = "".join(p.read_text() for p in (ROOT / "native/server").rglob("*.cpp"))

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def test_the_openapi_file_has_the_routes_of_the_route_table(self):
        rows = re.findall(r'\{"(GET|POST)", "([^"]+)", RouteScope::(\w+)', (ROOT / "native/server/api/routes.cpp").read_text())
        scopes = {"none": "open", "router_files": "route"}
        table = {(method, path, scopes.get(scope, scope)) for method, path, scope in rows}
        described = {(method.upper(), path, (operation["security"][-1:] or [{"key": ["open"]}])[0]["key"][0])
                     for path, operations in self.api["paths"].items() for method, operation in operations.items()}
        self.assertEqual(described, table)
        text = (ROOT / "docs/http-api.md").read_text()
        for _method, path, _ in table:
            self.assertIn(path, text)

    def test_responses_match_their_schemas(self):
        bodies = {"chat": {"model": "alpharoute", "messages": PROMPT}, "embeddings": {"model": "static-en-1", "input": "Hello"},
                  "route": {"text": "Hello"}}
        for path, operations in self.api["paths"].items():
            for method, operation in operations.items():
                status, headers, data = self.gateway.request(method.upper(), path, bodies.get(operation["operationId"]))
                with self.subTest(path=path):
                    self.assertEqual(status, 200, data)
                    kind = headers["content-type"].split(";")[0]
                    schema = operation["responses"]["200"]["content"][kind]["schema"]
                    if kind == "application/json":
                        self.assertEqual(check(schema, json.loads(data), self.api["components"]["schemas"]), [])
        status, _, body = self.gateway.json("POST", "/v1/route", {})
        self.assertEqual(check(self.api["components"]["schemas"]["Error"], body, {}), [])

    def test_the_documented_options_are_the_ones_the_gateway_reads(self):
        options = re.findall(r'\{"(\w+)", &Request::', (ROOT / "shared/src/options.cpp").read_text())
        self.assertGreater(len(options), 5)
        read = {*options, "budget", "conversation"}
        self.assertEqual(set(self.api["components"]["schemas"]["Options"]["properties"]), read)
        table = (ROOT / "docs/http-api.md").read_text()
        for option in read:
            self.assertIn(f"`{option}`", table)

    def test_commands_in_the_document_work(self):
        commands = re.findall(r"^curl .*$", (ROOT / "docs/http-api.md").read_text(), re.MULTILINE)
        self.assertGreaterEqual(len(commands), 5)
        for command in commands:
            line = command.replace("http://127.0.0.1:8080", self.gateway.url).replace("curl", "curl --silent --show-error --fail", 1)
            done = subprocess.run(["sh", "-c", line], cwd=self.gateway.folder, capture_output=True, text=True, timeout=30)
            self.assertEqual(done.returncode, 0, command + done.stderr)

    def test_every_configuration_key_is_documented_with_its_default(self):
        text = (ROOT / "docs/config.md").read_text()
        sections = dict(re.findall(r"^## \[\[?(\w+)\]?\]\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
        described = {name: set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`[^|]*) \|", body, re.MULTILINE))))
                     for name, body in sections.items()}
        source = "".join(p.read_text() for p in sorted((ROOT / "native/server/config").glob("*.cpp")))
        reads = r'(?:section\.read(?:_integer)?\(|read_price\(section, |section\.table\()"(\w+)"'
        bodies = re.split(r"void read_(server|router|resilience|log|provider|model|key)\(const toml::table", source)
        read = {}
        for name, body in zip(bodies[1::2], bodies[2::2]):
            read[{"provider": "providers", "model": "models", "key": "keys"}.get(name, name)] = set(re.findall(reads, body))
        self.assertEqual(described, read)
        # The documented defaults are accepted, and the manifest is the same as without them.
        toml = ""
        for name in ("server", "router", "resilience", "log"):
            toml += f"[{name}]\n"
            for keys, defaults in re.findall(r"^\| (`[^|]*) \| ([^|]*) \|", sections[name], re.MULTILINE):
                for key, default in zip(re.findall(r"`(\w+)`", keys), re.findall(r"`([^`]*)`", defaults)):
                    toml += f"{key} = {default}\n"
        with Gateway(toml) as gateway:
            self.assertEqual(gateway.json("GET", "/v1/router/manifest")[2], self.gateway.json("GET", "/v1/router/manifest")[2])


if __name__ == "__main__":
    unittest.main()
