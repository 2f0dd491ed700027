package io.diabolo.importing;

import io.diabolo.importing.ImportTask.Step;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Proposal;
import io.diabolo.importing.mapping.Question;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a file means, decided by whoever brings it in: answers to questions, the mapping, the choices beside it. */
@Service
public class ImportDecisions {
    private final ImportStore store;
    private final Jobs jobs;
    private final JsonMapper json;

    ImportDecisions(ImportStore store, Jobs jobs, JsonMapper json) {
        this.store = store;
        this.jobs = jobs;
        this.json = json;
    }

    /** Takes answers by the ids of questions and suggested matches; an empty answer keeps the value as it stands. */
    @Transactional
    public Import answer(UUID id, Map<String, String> answers, Actor me) {
        Imports.mayImport(me);
        var what = store.open(id);
        var proposal = new Proposal(what.mapping(), what.questions(), what.matches(), List.of());
        refuseUnknownAnswers(what.questions(), answers);
        var targets = new HashMap<String, String>();
        for (var question : what.questions()) {
            var answer = answers.getOrDefault(question.id(), "");
            if (question.kind() == Question.Kind.TARGET && !answer.isEmpty()) {
                targets.put(question.file(), answer);
            }
        }
        var left = proposal.after(answers);
        store.decided(id, left.mapping(), left.questions(), left.matches(), what.options());
        if (!targets.isEmpty()) {
            read(what, targets, me);
        }
        return store.find(id);
    }

    private void read(Import what, Map<String, String> targets, Actor me) {
        // What was known of the other files stays known.
        var all = new HashMap<>(targets);
        what.mapping().files().forEach(file -> {
            if (file.record() != null) {
                all.putIfAbsent(file.file(), file.record().id());
            }
        });
        reading(what, all, null, me);
    }

    private void readAgain(Import what, Mapping mapping, Actor me) {
        reading(what, Map.of(), mapping, me);
    }

    private void reading(Import what, Map<String, String> targets, @Nullable Mapping mapping, Actor me) {
        store.state(what.id(), "reading", null);
        var task = new ImportTask(
                what.id(),
                Step.READ,
                targets,
                mapping,
                false,
                false,
                me.origin().id());
        store.job(what.id(), jobs.submit("import", what.title(), task, me));
    }

    /** @throws BadInput for an answer that isn't among the choices where these are all there are */
    static void refuseUnknownAnswers(List<Question> questions, Map<String, String> answers) {
        for (var question : questions) {
            var answer = answers.get(question.id());
            if (answer != null && !question.allows(answer)) {
                throw new BadInput(question.id(), "import.bad-answer", answer, String.join(", ", question.choices()));
            }
        }
    }

    /** Replaces the mapping and the choices beside it. */
    @Transactional
    public Import decide(UUID id, Mapping mapping, ImportOptions options, Actor me) {
        return decide(id, mapping, options, Map.of(), me);
    }

    /**
     * Replaces the mapping and the choices beside it. Where another column names records now, the files are looked at
     * again: a name may be unknown.
     *
     * @param targets files that are something else than was thought, by name
     */
    @Transactional
    public Import decide(UUID id, Mapping mapping, ImportOptions options, Map<String, String> targets, Actor me) {
        Imports.mayImport(me);
        var what = store.open(id);
        MappingCheck.check(mapping, what.looks());
        store.decided(id, mapping, what.questions(), what.matches(), options);
        if (!targets.isEmpty()) {
            read(what, targets, me);
        } else if (!mapping.references().equals(what.mapping().references())) {
            readAgain(what, mapping, me);
        }
        return store.find(id);
    }

    /** Keeps each file's mapping for the next file with the same headers. */
    @Transactional
    public void saveMapping(UUID id, String name, Actor me) {
        Imports.mayImport(me);
        var what = store.find(id);
        for (var file : what.files()) {
            for (var table : file.tables()) {
                var mapping = what.mapping().of(table.name());
                if (mapping != null) {
                    store.saveMapping(
                            name.isBlank() ? table.name() : name,
                            ReadUpload.fingerprint(table.header()),
                            mapping,
                            me.member());
                }
            }
        }
    }

    /** Reads a mapping as it was written down. @throws BadInput when it isn't one */
    public Mapping mapping(String text) {
        try {
            return json.readerFor(Mapping.class)
                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(text);
        } catch (JacksonException | IllegalArgumentException _) {
            throw new BadInput("mapping", "import.bad-mapping");
        }
    }
}
