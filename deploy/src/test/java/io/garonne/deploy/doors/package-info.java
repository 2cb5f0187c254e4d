/** Every door of a chain, tried by somebody who may not come in. */
@org.jspecify.annotations.NullMarked
package io.garonne.deploy.doors;
