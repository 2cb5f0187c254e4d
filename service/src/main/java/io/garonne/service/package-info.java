/** How a process of ours lives: settings, start and stop, health, metrics. No energy words. */
@NullMarked
package io.garonne.service;

import org.jspecify.annotations.NullMarked;
