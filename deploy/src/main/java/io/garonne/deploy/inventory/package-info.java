/** The inventory on its way into the chain. */
@NullMarked
package io.garonne.deploy.inventory;

import org.jspecify.annotations.NullMarked;
