/** What Garonne proposes, and what came of it: results as data, without the rules behind them. */
@NullMarked
package io.garonne.model.advice;

import org.jspecify.annotations.NullMarked;
