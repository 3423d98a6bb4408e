"""The official OpenAI library as a client of the gateway."""
import os
import pathlib
import shutil
import subprocess
import time
import unittest

from faulty_provider import Faulty
from gateway import FIRST, Gateway

FOLDER = pathlib.Path(__file__).resolve().parent / "openai"


class Sdk(unittest.TestCase):
    def test_the_openai_library_works_with_the_gateway(self):
        if not shutil.which("node") or not (FOLDER / "node_modules/openai").exists():
            self.assertNotEqual(os.environ.get("CI"), "true", "the openai package is missing on CI")
            print("skipped: needs the npm package openai, which scripts/bootstrap installs")
            return
        with Faulty() as faulty:
            faulty.script("truncating-model", "truncate")
            faulty.script("slow-model", ("slow_stream", 0.2))
            models = "".join(f'[[models]]\nid = "{name}"\ncapabilities = ["tools"]\n' for name in (FIRST, "truncating-model", "slow-model"))
            with Gateway(f'[[providers]]\nname = "faulty"\nbase_url = "{faulty.url}"\n{models}') as gateway:
                done = subprocess.run(["node", "sdk.mjs", gateway.url], cwd=FOLDER, capture_output=True, text=True, timeout=120)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertEqual(done.stdout.count("ok "), 9)
                deadline = time.monotonic() + 10
                while not faulty.cancelled and time.monotonic() < deadline:
                    time.sleep(0.02)
                self.assertEqual(len(faulty.cancelled), 1)  # the aborted stream


if __name__ == "__main__":
    unittest.main()
