package org.briefwire.testing;

import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/**
 * Test classes in any order, but those first that take longest, so that none of them is left to run
 * alone at the end: they say so by {@link Order}.
 */
public final class LongestFirst implements ClassOrderer {
    private final ClassOrderer any = new ClassOrderer.Random();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        any.orderClasses(context);
        context.getClassDescriptors()
                .sort(
                        Comparator.comparingInt(each ->
                                each.findAnnotation(Order.class)
                                        .map(Order::value)
                                        .orElse(Order.DEFAULT)));
    }
}
