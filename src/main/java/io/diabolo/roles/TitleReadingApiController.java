package io.diabolo.roles;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reads titles for programs; asked by a POST because there are many, it writes nothing. */
@RestController
class TitleReadingApiController {
    private final TitleReadings readings;

    TitleReadingApiController(TitleReadings readings) {
        this.readings = readings;
    }

    @PostMapping("/api/v1/title-readings")
    Map<String, Object> read(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var items = readings.read(titles(body.get("titles"))).stream()
                .map(read -> item(read, ui))
                .toList();
        return Map.of("items", items);
    }

    private static List<String> titles(@Nullable Object given) {
        if (!(given instanceof List<?> list)) {
            throw new BadInput("titles", "roles.titles.list");
        }
        var titles = new ArrayList<String>(list.size());
        for (var one : list) {
            if (!(one instanceof String title)) {
                throw new BadInput("titles", "roles.titles.list");
            }
            titles.add(title);
        }
        return titles;
    }

    private Map<String, Object> item(TitleReadings.Read read, Ui ui) {
        var reading = read.reading();
        var item = new LinkedHashMap<String, Object>();
        item.put("title", whole(read.title()));
        item.put("role", reading.role().id());
        item.put(
                "alternatives",
                reading.alternatives().stream().map(CanonicalRole::id).toList());
        item.put("seniority", reading.seniority().id());
        item.put("hints", reading.hints());
        item.put("confidence", reading.confidence());
        item.put("reason", whole(readings.reason(read, ui.locale())));
        return item;
    }

    /** Half a character (a surrogate alone) can't be written as UTF-8. */
    private static String whole(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(point ->
                                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
