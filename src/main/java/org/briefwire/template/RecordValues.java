package org.briefwire.template;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.reflect.AbstractObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds a tag's value among the components of the records around it, the innermost first; nothing
 * but a record's component is ever called. A name that no record has is an error.
 */
final class RecordValues extends AbstractObjectHandler {
    private static final ClassValue<Map<String, Method>> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected Map<String, Method> computeValue(Class<?> type) {
                    var accessors = new HashMap<String, Method>();
                    if (type.isRecord()) {
                        for (var component : type.getRecordComponents()) {
                            var accessor = component.getAccessor();
                            // the record may be its package's own
                            accessor.setAccessible(true);
                            accessors.put(component.getName(), accessor);
                        }
                    }
                    return Map.copyOf(accessors);
                }
            };

    private final UnaryOperator<String> fileOf;

    /** Values for templates whose files have these names. */
    RecordValues(UnaryOperator<String> fileOf) {
        this.fileOf = fileOf;
    }

    @Override
    public Binding createBinding(@Nullable String name, TemplateContext place, Code code) {
        if (name == null || name.equals(".")) {
            return List::getLast;
        }
        var path = List.of(name.split("\\."));
        return scopes -> {
            var value = value(path, place, scopes);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        };
    }

    private Object value(List<String> path, TemplateContext place, List<Object> scopes) {
        for (var i = scopes.size() - 1; i >= 0; i--) {
            var scope = scopes.get(i);
            if (component(scope, path.getFirst()).isPresent()) {
                return walk(scope, path, place);
            }
        }
        throw unknown(path, place);
    }

    private Object walk(Object scope, List<String> path, TemplateContext place) {
        var value = scope;
        for (var name : path) {
            var accessor = component(value, name).orElseThrow(() -> unknown(path, place));
            value = call(accessor, value);
        }
        return value;
    }

    private static Optional<Method> component(Object scope, String name) {
        return Optional.ofNullable(COMPONENTS.get(scope.getClass()).get(name));
    }

    private static Object call(Method accessor, Object scope) {
        try {
            return accessor.invoke(scope);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new TemplateException("component %s fails".formatted(accessor), e);
        }
    }

    private TemplateException unknown(List<String> path, TemplateContext place) {
        return new TemplateException(
                "%s, line %d: there is no {{%s}} here; 'check' says what there is"
                        .formatted(
                                fileOf.apply(place.file()), place.line(), String.join(".", path)));
    }

    @Override
    public Wrapper find(String name, List<Object> scopes) {
        throw new UnsupportedOperationException("every tag has its binding");
    }
}
