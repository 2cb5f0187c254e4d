/** The metering rules M1 to M12: a plain definition and an incremental meter that agree. */
@NullMarked
package io.garonne.model.metering;

import org.jspecify.annotations.NullMarked;
