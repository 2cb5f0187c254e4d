@NullMarked
package io.garonne.ingest;

import org.jspecify.annotations.NullMarked;
