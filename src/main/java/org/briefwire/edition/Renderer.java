package org.briefwire.edition;

/** Makes a mail of an order; the stage that composes stands behind it. */
@FunctionalInterface
public interface Renderer {
    Rendering render(Order order);
}
