package io.diabolo.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A form as it stands on a page, with what it would send if nobody touched it.
 *
 * @param page where it stands
 */
record Form(String page, String method, String action, boolean withFiles, List<Field> fields) {
    private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile(
            "(?s)<(input|button)\\b((?:[^>\"]|\"[^\"]*\")*)>|<(textarea|select)\\b((?:[^>\"]|\"[^\"]*\")*)>(.*?)</\\3>");
    private static final Pattern ASKED = Pattern.compile("\\shx-post=\"([^\"]*)\"");
    private static final Pattern OPTION = Pattern.compile("(?s)<option\\b((?:[^>\"]|\"[^\"]*\")*)>([^<]*)");

    /** @param kind the type of an input, or select, or textarea */
    record Field(String name, String kind, String value) {}

    /** Those of a page that send any field; the way back into the house comes with the request. */
    static List<Form> of(String page, String html) {
        return FORM.matcher(html)
                .results()
                .flatMap(found -> forms(page, found.group(1), found.group(2)))
                .filter(form -> !form.fields().isEmpty())
                .toList();
    }

    /** The form, and what htmx asks meanwhile with the same fields: whether it looks like something, how it would look. */
    private static Stream<Form> forms(String page, String attributes, String content) {
        var form = form(page, attributes, content);
        return Stream.concat(
                Stream.of(form),
                ASKED.matcher(attributes + content)
                        .results()
                        .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                        .distinct()
                        .filter(action -> !action.isEmpty() && !action.equals(form.action()))
                        .map(action -> new Form(page, "POST", action, form.withFiles(), form.fields())));
    }

    private static Form form(String page, String attributes, String content) {
        var action = attribute(attributes, "action");
        return new Form(
                page,
                "post".equalsIgnoreCase(attribute(attributes, "method")) ? "POST" : "GET",
                action == null || action.isEmpty() ? page : action,
                "multipart/form-data".equals(attribute(attributes, "enctype")),
                fields(content));
    }

    private static List<Field> fields(String content) {
        var fields = new ArrayList<Field>();
        var found = FIELD.matcher(content);
        var pressed = false;
        while (found.find()) {
            var tag = found.group(1) == null ? found.group(3) : found.group(1);
            var attributes = found.group(1) == null ? found.group(4) : found.group(2);
            var name = attribute(attributes, "name");
            if (name == null || name.isEmpty() || name.equals("_csrf")) {
                continue;
            }
            var kind = tag.equals("input") ? kind(attributes) : tag;
            if (kind.equals("button")) {
                // One of several is pressed.
                if (pressed) {
                    continue;
                }
                pressed = true;
            }
            var ticked = kind.equals("checkbox") || kind.equals("radio");
            if (ticked && !Pattern.compile("\\schecked\\b").matcher(attributes).find()) {
                if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                    fields.add(new Field(name, "unticked", ""));
                }
                continue;
            }
            fields.removeIf(field -> field.name().equals(name) && field.kind().equals("unticked"));
            fields.add(new Field(name, kind, value(tag, attributes, found.group(5))));
        }
        return List.copyOf(fields);
    }

    private static String kind(String attributes) {
        var type = attribute(attributes, "type");
        return type == null ? "text" : type.toLowerCase(Locale.ROOT);
    }

    private static String value(String tag, String attributes, @Nullable String content) {
        if (tag.equals("textarea")) {
            return HtmlUtils.htmlUnescape(String.valueOf(content));
        }
        if (tag.equals("select")) {
            return chosen(String.valueOf(content));
        }
        var value = attribute(attributes, "value");
        return value == null ? kind(attributes).equals("checkbox") ? "on" : "" : value;
    }

    private static String chosen(String options) {
        var all = OPTION.matcher(options).results().toList();
        return all.stream()
                .filter(option -> Pattern.compile("\\sselected\\b")
                        .matcher(option.group(1))
                        .find())
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(option -> {
                    var value = attribute(option.group(1), "value");
                    return value == null
                            ? HtmlUtils.htmlUnescape(option.group(2).strip())
                            : value;
                })
                .orElse("");
    }

    private static @Nullable String attribute(String attributes, String name) {
        var found = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : null;
    }

    /** The same form for another record is the same: of each kind one is sent. */
    String kind() {
        return method + " " + plain(action.replaceAll("\\?.*", "")) + " "
                + fields.stream().map(field -> plain(field.name())).distinct().collect(Collectors.joining(" "));
    }

    private static String plain(String name) {
        return name.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{}").replaceAll("\\d+", "0");
    }
}
