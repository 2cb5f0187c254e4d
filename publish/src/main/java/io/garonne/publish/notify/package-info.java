/** Alerts on their way to people: by MQTT, webhook and e-mail, and the sign of life beside them. */
@NullMarked
package io.garonne.publish.notify;

import org.jspecify.annotations.NullMarked;
