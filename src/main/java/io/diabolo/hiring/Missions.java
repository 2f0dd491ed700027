package io.diabolo.hiring;

import io.diabolo.roles.CanonicalRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Which of a role's missions belong to which stages; their words are the texts {@code hiring.role.<id>.mission.<n>}. */
@Component
class Missions {
    /** How many each role has, with a question and the signs of a good answer to each. */
    static final int EACH = 4;

    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final String EVERYWHERE = "*";
    private final Map<CanonicalRole, List<List<String>>> stages = new EnumMap<>(CanonicalRole.class);

    Missions() {
        for (var line : lines()) {
            var cells = BAR.split(line, -1);
            stages.put(
                    Objects.requireNonNull(CanonicalRole.of(cells[0]), cells[0]),
                    Arrays.stream(cells)
                            .skip(1)
                            .map(cell -> List.of(COMMA.split(cell, -1)))
                            .toList());
        }
    }

    private static List<String> lines() {
        var stream = Objects.requireNonNull(Missions.class.getResourceAsStream("/io/diabolo/hiring/missions.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of the missions at these stages, from 1; all of them where none is. */
    List<Integer> of(CanonicalRole role, List<String> held) {
        var each = each(role);
        var some = IntStream.rangeClosed(1, each.size())
                .filter(i -> each.get(i - 1).contains(EVERYWHERE)
                        || each.get(i - 1).stream().anyMatch(held::contains))
                .boxed()
                .toList();
        return some.isEmpty() ? IntStream.rangeClosed(1, each.size()).boxed().toList() : some;
    }

    /** Stages that are held and that none of the role's missions speaks of. */
    List<String> beyond(CanonicalRole role, List<String> held) {
        var told = new ArrayList<String>();
        each(role).forEach(told::addAll);
        return told.contains(EVERYWHERE)
                ? List.of()
                : held.stream().filter(stage -> !told.contains(stage)).toList();
    }

    private List<List<String>> each(CanonicalRole role) {
        return stages.getOrDefault(role, List.of());
    }
}
