package io.diabolo.health;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Named;
import io.diabolo.platform.Actor;
import io.diabolo.rules.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is done about customers in danger: the playbooks that the workspace changed, by key, and its own, by name. */
@Component
class PlaybookSection implements ConfigurationSection<PlaybookSection.Said> {
    private final Playbooks playbooks;

    PlaybookSection(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    record Said(String name, List<Playbook.Task> tasks) {}

    @Override
    public String id() {
        return "playbooks";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new LinkedHashMap<String, Said>();
        present().forEach((key, one) -> all.put(key, new Said(one.name(), one.tasks())));
        return all;
    }

    private Map<String, Playbook> present() {
        var own = playbooks.all(Locale.ENGLISH).stream().filter(Playbook::own).toList();
        return Named.byName(own, one -> Playbooks.isBuiltIn(one.key()) ? one.key() : one.name());
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var typed = wanted.tasks().stream()
                .map(one -> new Playbook.Typed(one.subject(), one.who(), String.valueOf(one.days())))
                .toList();
        var present = present().get(key);
        var known = Playbooks.isBuiltIn(key) ? key : present == null ? null : present.key();
        playbooks.save(known, known == null ? key : wanted.name(), typed, null, me);
    }

    @Override
    public Set<String> actions() {
        return Set.of("playbook.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("playbook");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Rules.mayEdit(me);
    }
}
