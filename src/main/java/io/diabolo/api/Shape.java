package io.diabolo.api;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;

/** What a value looks like in JSON, as OpenAPI 3.1 says it. */
public final class Shape {
    private Shape() {}

    private static JsonSchema of(String type) {
        var shape = new JsonSchema();
        shape.typesItem(type);
        return shape;
    }

    public static Schema<?> text() {
        return of("string");
    }

    /** @param format such as {@code uuid}, {@code date}, {@code date-time} */
    public static Schema<?> text(String format) {
        var shape = of("string");
        shape.setFormat(format);
        return shape;
    }

    public static Schema<?> choice(List<String> choices) {
        var shape = of("string");
        choices.forEach(shape::addEnumItemObject);
        return shape;
    }

    public static Schema<?> whole() {
        return of("integer");
    }

    public static Schema<?> number() {
        return of("number");
    }

    public static Schema<?> yesOrNo() {
        return of("boolean");
    }

    public static Schema<?> listOf(Schema<?> item) {
        var shape = of("array");
        shape.setItems(item);
        return shape;
    }

    /** An object whose names aren't fixed. */
    public static Schema<?> object() {
        var shape = of("object");
        shape.setAdditionalProperties(true);
        return shape;
    }

    public static Schema<?> object(Map<String, Schema<?>> properties) {
        var shape = of("object");
        properties.forEach(shape::addProperty);
        return shape;
    }

    /** A schema of the document, by its name. */
    public static Schema<?> named(String name) {
        var shape = new JsonSchema();
        shape.set$ref("#/components/schemas/" + name);
        return shape;
    }

    /** The value may be missing. */
    public static Schema<?> orNull(Schema<?> shape) {
        if (shape.get$ref() == null) {
            // A value out of a choice would refuse null otherwise.
            if (shape.getEnum() != null && shape instanceof JsonSchema choice) {
                choice.addEnumItemObject(null);
            }
            shape.typesItem("null");
            return shape;
        }
        var either = new JsonSchema();
        either.setAnyOf(List.of(shape, of("null")));
        return either;
    }
}
