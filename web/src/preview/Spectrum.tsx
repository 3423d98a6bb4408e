import type { Decision, Segment } from "alpharoute/worker";
import { alpha, setAlpha } from "../decision/controls.ts";
import { router } from "../router/router.ts";
import { modelStyle } from "../ui/colours.ts";
import { alphaText, alphaPosition, shortName } from "../ui/format.ts";
import "./spectrum.css";

const kKeySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
};

/** The slider for α. Its segments show which model is chosen for which α. */
export function Spectrum({ decision }: { readonly decision: Decision | null }) {
  const position = decision?.alpha ?? alpha.value;
  const segments = decision?.spectrum ?? [];
  return (
    <section class="spectrum" aria-label="Trade-off">
      <div class="slider-ends small">
        <span>cheapest</span>
        <output class="number">α {alphaPosition(position)}</output>
        <span>best</span>
      </div>
      <div class="slider-bar">
        <div class="segments" aria-hidden="true">
          {segments.map((segment, at) => (
            <SegmentBar key={segment.from} segment={segment} to={endOf(segments, at)} />
          ))}
        </div>
        <input
          type="range"
          min={0}
          max={1}
          step={0.001}
          value={position}
          aria-label="α, from cheapest to best"
          aria-valuetext={`α ${alphaPosition(position)}${decision ? `, ${decision.model}` : ""}`}
          onInput={(event) => setAlpha(Number(event.currentTarget.value))}
          onKeyDown={(event) => {
            const step = kKeySteps[event.key];
            if (step === undefined) return;
            event.preventDefault();
            setAlpha(position + step);
          }}
        />
      </div>
      <p class="small slider-next">{decision ? <NextChange decision={decision} /> : "\u00a0"}</p>
      <ol class="segment-list small">
        {segments.map((segment, at) => (
          <li
            key={segment.from}
            style={styleOf(segment.model)}
            aria-current={segment === segmentAt(segments, position) ? "true" : undefined}
          >
            <button type="button" onClick={() => setAlpha((segment.from + endOf(segments, at)) / 2)}>
              <span class="swatch" />
              <span class="name">{shortName(segment.model)}</span>
              <span class="number soft">
                {alphaText(segment.from)}–{alphaText(endOf(segments, at))}
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
const segmentAt = (segments: readonly Segment[], position: number): Segment | undefined =>
  segments.findLast(({ from }) => from <= position);

/** The nearest change of the model: "Would change to X at 0.47". A narrow panel shortens the name, never the number. */
function NextChange({ decision: { alpha: position, spectrum } }: { readonly decision: Decision }) {
  const at = spectrum.findLastIndex(({ from }) => from <= position);
  const here = spectrum[at];
  const after = spectrum[at + 1];
  const before = spectrum[at - 1];
  const up = after && { model: after.model, from: after.from };
  const down = before && here && { model: before.model, from: here.from };
  const near = up && down ? (up.from - position <= position - down.from ? up : down) : (up ?? down);
  if (near === undefined) return <>The same model for every α</>;
  return (
    <>
      <span>Would change to </span>
      <span class="name">{shortName(near.model)}</span>
      <span> at {alphaText(near.from, 3)}</span>
    </>
  );
}
