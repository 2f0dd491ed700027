package io.diabolo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One address of the product, as its handler declares it. */
record Route(HttpMethod method, String pattern, HandlerMethod handler) {
    static List<Route> all(List<RequestMappingHandlerMapping> mappings) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getPackageName().startsWith("io.diabolo"))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(method.asHttpMethod(), pattern, entry.getValue()))))
                .toList();
    }

    boolean isApi() {
        return pattern.startsWith("/api/");
    }

    boolean reads() {
        return method.equals(HttpMethod.GET);
    }

    boolean namesRecord() {
        return pattern.contains("{id");
    }

    /**
     * The addresses of this route: each plural with the record of its own kind, and all ids by one plural, since one
     * handler serves them all.
     */
    List<String> paths(Map<String, String> own, List<String> ids) {
        var paths = new ArrayList<>(paths(List.of("companies"), ids));
        if (pattern.contains("{plural")) {
            own.forEach((plural, id) -> paths.addAll(paths(List.of(plural), List.of(id))));
        }
        return paths.stream().distinct().toList();
    }

    /** The addresses of this route: one for each plural and id. */
    List<String> paths(List<String> plurals, List<String> ids) {
        var paths = List.of(pattern);
        paths = filled(paths, "\\{plural[^}]*\\}+?(?=/|$)", plurals);
        paths = filled(paths, "\\{id(:[^{}]*(\\{[0-9]+\\})?)?\\}", ids);
        paths = filled(paths, "\\{(field|name)\\}", List.of("name"));
        return paths.stream()
                .map(path -> path.replaceAll("\\{[a-z]+(:[^{}]*(\\{[0-9]+\\}[^{}]*)?)?\\}", "nothing"))
                .distinct()
                .toList();
    }

    private static List<String> filled(List<String> paths, String variable, List<String> values) {
        return paths.stream()
                .flatMap(path -> path.equals(path.replaceFirst(variable, ""))
                        ? java.util.stream.Stream.of(path)
                        : values.stream().map(value -> path.replaceFirst(variable, value)))
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
