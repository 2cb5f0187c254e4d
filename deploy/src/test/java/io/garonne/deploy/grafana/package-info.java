/**
 * Makes Grafana's dashboards and rules from {@code grafana/source}, and tests what is committed.
 */
@NullMarked
package io.garonne.deploy.grafana;

import org.jspecify.annotations.NullMarked;
