package io.diabolo.reports;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Named;
import io.diabolo.configuration.Portable;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.ListAddress;
import io.diabolo.records.RecordTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reports that are kept for everybody, by name. */
@Component
class ReportSection implements ConfigurationSection<ReportSection.Said> {
    private final SavedReports saved;
    private final Reports reports;
    private final RecordTypes types;
    private final Portable portable;

    ReportSection(SavedReports saved, Reports reports, RecordTypes types, Portable portable) {
        this.saved = saved;
        this.reports = reports;
        this.types = types;
        this.portable = portable;
    }

    /**
     * @param of the record type's id
     * @param query what is counted, by what, which records: the report's address behind the question mark
     */
    record Said(String of, String query) {}

    @Override
    public String id() {
        return "reports";
    }

    @Override
    public int order() {
        return 81;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        present().forEach((name, one) -> {
            // One of what only this workspace has, such as one company's tickets, is no setting.
            var query = portable.written(one.query());
            if (query != null) {
                all.put(name, new Said(one.recordType(), query));
            }
        });
        return all;
    }

    private Map<String, SavedReports.Shared> present() {
        return Named.byName(saved.shared(), SavedReports.Shared::name);
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var type = types.byId(wanted.of()).orElseThrow(() -> new BadInput("of", "report.fault.of", wanted.of()));
        var asked = ListAddress.read(portable.local(wanted.query(), "query"));
        var query = reports.read(type.plural(), asked, me);
        var present = present().get(key);
        if (present == null) {
            saved.keep(query, key, true, me);
        } else {
            saved.change(present.id(), query, present.name(), true, me);
        }
    }

    @Override
    public boolean remove(String key, Actor me) {
        var present = present().get(key);
        if (present != null) {
            saved.drop(present.id(), me);
        }
        return true;
    }

    @Override
    public Set<String> actions() {
        return Set.of("report.shared");
    }

    @Override
    public boolean isSetBack() {
        return true;
    }
}
