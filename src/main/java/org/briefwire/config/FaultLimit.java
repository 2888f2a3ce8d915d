package org.briefwire.config;

/**
 * When servers' replies that mean our fault stop an edition.
 *
 * @param perMillion as many of an edition's last answers, in millionths
 */
public record FaultLimit(int perMillion) {}
