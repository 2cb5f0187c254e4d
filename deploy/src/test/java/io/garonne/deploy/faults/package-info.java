@NullMarked
package io.garonne.deploy.faults;

import org.jspecify.annotations.NullMarked;
