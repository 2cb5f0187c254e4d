package io.garonne.deploy.faults;

import io.garonne.model.metering.Sample;

/** What one message told the meter of a channel; messages that tell the same are one to it. */
record Told(String device, String channel, Sample sample) {}
