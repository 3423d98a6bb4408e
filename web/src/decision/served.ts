// Which of the router's models can answer at all.

import type { ModelDescription } from "alpharoute/worker";
import { computed } from "@preact/signals";
import { connection, hasModel, kNoModelMessage } from "../providers/connection.ts";
import { models } from "../router/router.ts";

/** The router's models, or those of them that the way to send has. */
export const served = computed<readonly string[]>(() => models.value.map(({ id }) => id).filter(hasModel));

/** Why none of the router's models can answer, and what to do; null if some can, or there is no router. */
export const unavailableReason = computed<string | null>(() =>
  models.value.length > 0 && served.value.length === 0 ? kNoModelMessage[connection.value] : null,
);

/** The model that is best on average over the training prompts: what one would always ask without a router. */
export const bestModel = computed<ModelDescription | undefined>(() =>
  models.value
    .filter(({ id }) => served.value.includes(id))
    .reduce<ModelDescription | undefined>(
      (best, model) => ((model.mean_accuracy ?? -1) > (best?.mean_accuracy ?? -1) ? model : best),
      undefined,
    ),
);
