package org.briefwire.config;

import java.time.Duration;

/** So many in any span of that length. */
public record Limit(int count, Duration per) {}
