import type { Decision, Segment } from "alpharoute/worker";
import { aim, alpha, chosenAlpha } from "../decision/controls.ts";
import { router } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { dial, dialPlace, shortName } from "../ui/format.ts";
import "./spectrum.css";

const kStep = 0.001;
const kKeySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
};

/** The whole dial as one bar: who wins where, and the handle. */
export function Spectrum({ decision }: { readonly decision: Decision | null }) {
  const place = decision?.alpha ?? alpha.value;
  const segments = decision?.spectrum ?? [];
  return (
    <section class="spectrum" aria-label="The dial">
      <div class="dial-ends small">
        <span>cheapest</span>
        <output class="number">α {dialPlace(place)}</output>
        <span>best</span>
      </div>
      <div class="dial-bar">
        <div class="segments" aria-hidden="true">
          {segments.map((segment, at) => (
            <SegmentBar key={segment.from} segment={segment} to={endOf(segments, at)} />
          ))}
        </div>
        <input
          type="range"
          min={0}
          max={1}
          step={kStep}
          value={place}
          aria-label="α, from cheapest to best"
          aria-valuetext={`α ${dialPlace(place)}${decision ? `, ${decision.model}` : ""}`}
          onInput={(event) => moveTo(Number(event.currentTarget.value))}
          onKeyDown={(event) => {
            const step = kKeySteps[event.key];
            if (step === undefined) return;
            event.preventDefault();
            moveTo(place + step);
          }}
        />
      </div>
      <p class="small dial-next">{decision ? <NextChange decision={decision} /> : "\u00a0"}</p>
      <ol class="segment-list small">
        {segments.map((segment, at) => (
          <li
            key={segment.from}
            style={styleOf(segment.model)}
            aria-current={segment === segmentAt(segments, place) ? "true" : undefined}
          >
            <button type="button" onClick={() => moveTo((segment.from + endOf(segments, at)) / 2)}>
              <span class="swatch" />
              <span class="name">{shortName(segment.model)}</span>
              <span class="number soft">
                {dial(segment.from)}–{dial(endOf(segments, at))}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function SegmentBar({ segment, to }: { readonly segment: Segment; readonly to: number }) {
  return <span style={{ ...styleOf(segment.model), flexGrow: String(to - segment.from) }} />;
}

const styleOf = (model: string) => modelStyle(router.value?.rows.get(model) ?? 0);
const endOf = (segments: readonly Segment[], at: number): number => segments[at + 1]?.from ?? 1;
const segmentAt = (segments: readonly Segment[], place: number): Segment | undefined =>
  segments.findLast(({ from }) => from <= place);

/** "Would change to X at 0.47", whichever change is nearer. In a narrow panel the name is cut, never the number. */
function NextChange({ decision: { alpha: place, spectrum } }: { readonly decision: Decision }) {
  const at = spectrum.findLastIndex(({ from }) => from <= place);
  const here = spectrum[at];
  const after = spectrum[at + 1];
  const before = spectrum[at - 1];
  const up = after && { model: after.model, from: after.from };
  const down = before && here && { model: before.model, from: here.from };
  const near = up && down ? (up.from - place <= place - down.from ? up : down) : (up ?? down);
  if (near === undefined) return <>The same model on the whole dial</>;
  return (
    <>
      <span>Would change to </span>
      <span class="name">{shortName(near.model)}</span>
      <span> at {dial(near.from, 3)}</span>
    </>
  );
}

function moveTo(place: number): void {
  aim.value = "dial";
  chosenAlpha.value = Math.round(Math.min(1, Math.max(0, place)) / kStep) * kStep;
}
