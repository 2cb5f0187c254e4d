/** Whether one energy is the same number wherever it is shown. */
@NullMarked
package io.garonne.deploy.sums;

import org.jspecify.annotations.NullMarked;
