package io.diabolo.configuration;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.diabolo.platform.BadInput.Fault;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Between the file's words and the records that stand for them; what isn't exactly of its kind is a fault with its place. */
@Component
class Shapes {
    /** A text of more characters than the longest mail isn't a setting. */
    static final int LONGEST_TEXT = 50_000;

    static final int LONGEST_KEY = 200;
    static final int MOST = 2_000;

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            // A record says its components; what it can tell of itself besides, such as isEmpty, isn't one.
            .changeDefaultVisibility(usual -> usual.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL)
                    .withContentInclusion(JsonInclude.Include.NON_NULL))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    JsonMapper json() {
        return json;
    }

    /** @param faults gets what is wrong, each with its place in the file */
    <T> @Nullable T read(Class<T> shape, JsonNode node, String place, List<Fault> faults) {
        try {
            var item = json.treeToValue(node, shape);
            var before = faults.size();
            look(item, place, faults);
            return faults.size() == before ? item : null;
        } catch (JacksonException wrong) {
            faults.add(fault(wrong, place));
            return null;
        }
    }

    /** Through its text, so that a number is the same whatever type held it. */
    JsonNode write(Object item) {
        return json.readTree(json.writeValueAsString(item));
    }

    private static Fault fault(JacksonException wrong, String place) {
        var at = new StringBuilder(place);
        for (var step : wrong.getPath()) {
            if (step.getPropertyName() != null) {
                at.append('.').append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                at.append('[').append(step.getIndex()).append(']');
            }
        }
        if (wrong instanceof UnrecognizedPropertyException) {
            return new Fault(at.toString(), "configuration.fault.unknown");
        }
        var kind = wrong instanceof MismatchedInputException mismatch ? kind(mismatch.getTargetType()) : "other";
        return new Fault(at.toString(), "configuration.fault.type." + kind);
    }

    /** What was expected there, as the text of the fault says it. */
    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "other";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
            return "date";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "object" : "other";
    }

    private void look(@Nullable Object value, String place, List<Fault> faults) {
        switch (value) {
            case null -> faults.add(new Fault(place, "configuration.fault.missing"));
            case String text -> text(text, place, faults);
            case Collection<?> all -> {
                if (all.size() > MOST) {
                    faults.add(new Fault(place, "configuration.fault.many", MOST));
                }
                var at = 0;
                for (var one : all) {
                    look(one, place + "[" + at++ + "]", faults);
                }
            }
            case Map<?, ?> all ->
                all.forEach((key, one) -> {
                    if (!(value instanceof ItemValues) || one != null) {
                        look(one, place + "." + key, faults);
                    }
                });
            case Record whole -> record(whole, place, faults);
            default -> {}
        }
    }

    private static void text(String text, String place, List<Fault> faults) {
        if (text.length() > LONGEST_TEXT) {
            faults.add(new Fault(place, "problem.field.too-long", LONGEST_TEXT));
        } else if (!isPlain(text)) {
            faults.add(new Fault(place, "configuration.fault.characters"));
        }
    }

    /** No characters that PostgreSQL or a reader can't take; lines and tabs are meant. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(one -> one == '\n'
                        || one == '\t'
                        || one == '\r'
                        || (one >= ' '
                                && one != 0x7f
                                && (one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)));
    }

    private void record(Record whole, String place, List<Fault> faults) {
        for (var component : whole.getClass().getRecordComponents()) {
            var value = value(whole, component);
            if (value != null || !isNullable(component)) {
                look(value, place + "." + name(component), faults);
            }
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(Record whole, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(whole);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys of an object, in their order. */
    static List<String> keys(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }
}
