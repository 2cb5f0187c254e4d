/** What those should know who buy equipment. */
@NullMarked
package io.garonne.model.procurement;

import org.jspecify.annotations.NullMarked;
