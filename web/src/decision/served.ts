// The router's models that can be called at all.

import type { ModelDescription } from "alpharoute/worker";
import { computed } from "@preact/signals";
import { connection, hasModel, kNoModelMessage } from "../providers/connection.ts";
import { models } from "../router/router.ts";

/** Ids of the router's models that the current connection offers. */
export const served = computed<readonly string[]>(() => models.value.map(({ id }) => id).filter(hasModel));

/** A message if none of the router's models can be called; null if some can, or no router is loaded. */
export const unavailableReason = computed<string | null>(() =>
  models.value.length > 0 && served.value.length === 0 ? kNoModelMessage[connection.value] : null,
);

/** The best single model: the highest mean accuracy over the training prompts. */
export const bestModel = computed<ModelDescription | undefined>(() =>
  models.value
    .filter(({ id }) => served.value.includes(id))
    .reduce<ModelDescription | undefined>(
      (best, model) => ((model.mean_accuracy ?? -1) > (best?.mean_accuracy ?? -1) ? model : best),
      undefined,
    ),
);
