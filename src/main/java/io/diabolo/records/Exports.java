package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Begins to write a list, or what was picked from it, into a file. */
@Component
class Exports {
    private final RecordTypes types;
    private final Lists lists;
    private final Jobs jobs;

    Exports(RecordTypes types, Lists lists, Jobs jobs) {
        this.types = types;
        this.lists = lists;
        this.jobs = jobs;
    }

    /**
     * @return the job
     * @throws BadInput when the list or the format can't be understood
     */
    UUID begin(ExportWork.Wanted wanted, Actor me) {
        var type = types.byPlural(wanted.plural());
        if (!ExportWork.FORMATS.contains(wanted.format())) {
            throw new BadInput("format", "problem.field.choice");
        }
        var query = lists.parse(type, listed(wanted.parameters()), me);
        if (wanted.ids().isEmpty() && wanted.format().equals("xlsx")) {
            ExportWork.fits(wanted.format(), lists.count(query, me));
        }
        return jobs.submit(ExportWork.KIND, type.id(), wanted, me);
    }

    static Map<String, List<String>> listed(Map<String, String> parameters) {
        var all = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, value) -> all.put(name, List.of(value)));
        return all;
    }
}
