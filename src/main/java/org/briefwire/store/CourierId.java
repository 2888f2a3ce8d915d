package org.briefwire.store;

/** One process's time as courier: the owner of what it has claimed. Never used again. */
public record CourierId(long value) {}
