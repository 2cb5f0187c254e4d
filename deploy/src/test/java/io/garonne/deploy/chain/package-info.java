/** Tests over all stages. */
@NullMarked
package io.garonne.deploy.chain;

import org.jspecify.annotations.NullMarked;
