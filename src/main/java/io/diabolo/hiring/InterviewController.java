package io.diabolo.hiring;

import io.diabolo.hiring.Candidates.Talk;
import io.diabolo.organisation.Positions;
import io.diabolo.platform.Texts;
import io.diabolo.sheets.Question;
import io.diabolo.sheets.Sheet;
import io.diabolo.sheets.SheetTemplate;
import io.diabolo.sheets.SheetTemplates;
import io.diabolo.sheets.Sheets;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The interview kit of a job, to be printed, and what came of it: the scores of all candidates beside each other. */
@Controller
class InterviewController {
    private static final String JOB = "/job-descriptions/{id:[0-9a-fA-F-]{36}}";
    private final Pages pages;
    private final KitFiles files;

    InterviewController(Pages pages, KitFiles files) {
        this.pages = pages;
        this.files = files;
    }

    /**
     * @param words in the kit's language, which needn't be the reader's
     * @param language fr or en
     */
    record KitPage(UUID job, String title, SheetTemplate kit, boolean editable, Ui words, String language) {
        List<String> languages() {
            return JobDescriptionType.LANGUAGES;
        }

        String path() {
            return "/job-descriptions/" + job + "/kit";
        }

        /** The score that belongs to this question; empty where it is one itself, or has none. */
        List<Question> scores(Question question) {
            return kit.questions().stream()
                    .filter(one -> question.id().startsWith("answer_")
                            && one.id()
                                    .equals(InterviewKits.SCORE + question.id().substring("answer_".length())))
                    .toList();
        }

        boolean isBesideAnswer(Question question) {
            return question.id().startsWith(InterviewKits.SCORE)
                    && kit.questions().stream()
                            .anyMatch(one ->
                                    one.id().equals("answer_" + question.id().substring(InterviewKits.SCORE.length())));
        }
    }

    /** @param cells by talk: what was scored; empty where nothing was yet */
    record Line(String label, List<String> cells, List<String> notes) {}

    /**
     * @param talks the columns, a candidate's beside each other
     * @param means by candidate, in the order of the columns: the mean of all scores, or nothing
     */
    record Comparison(UUID job, String title, List<Talk> talks, List<Line> lines, Map<UUID, OptionalDouble> means) {
        boolean isFirst(int at) {
            return at == 0
                    || !talks.get(at - 1).candidate().equals(talks.get(at).candidate());
        }

        String mean(Talk talk, Ui ui) {
            var mean = means.getOrDefault(talk.candidate(), OptionalDouble.empty());
            return mean.isEmpty() ? "–" : ui.number(mean.getAsDouble(), 1);
        }

        int span(int at) {
            var candidate = talks.get(at).candidate();
            return (int) talks.stream()
                    .filter(talk -> talk.candidate().equals(candidate))
                    .count();
        }
    }

    @GetMapping(JOB + "/kit")
    ModelAndView kit(@PathVariable UUID id, @RequestParam(defaultValue = "") String language, Ui ui) {
        return new ModelAndView("hiring/kit", Map.of("page", pages.kit(id, language, ui)));
    }

    /** As PDF or DOCX, in the language that is asked for. */
    @GetMapping(JOB + "/kit/document")
    void document(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "pdf") String format,
            Ui ui,
            HttpServletResponse response)
            throws IOException {
        JobFiles.save(files.make(pages.kit(id, language, ui), format), response);
    }

    @GetMapping(JOB + "/comparison")
    ModelAndView compare(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("hiring/comparison", Map.of("page", pages.compare(id, ui)));
    }

    /** Reads what the pages show, each in one transaction. */
    @org.springframework.stereotype.Component
    static class Pages {
        private final JobDescriptions jobs;
        private final Positions positions;
        private final Candidates candidates;
        private final SheetTemplates templates;
        private final Sheets sheets;
        private final Texts texts;
        private final Clock clock;

        Pages(
                JobDescriptions jobs,
                Positions positions,
                Candidates candidates,
                SheetTemplates templates,
                Sheets sheets,
                Texts texts,
                Clock clock) {
            this.texts = texts;
            this.clock = clock;
            this.jobs = jobs;
            this.positions = positions;
            this.candidates = candidates;
            this.templates = templates;
            this.sheets = sheets;
        }

        @Transactional(readOnly = true)
        public KitPage kit(UUID id, String asked, Ui ui) {
            HiringRights.look(ui.me());
            var job = jobs.get(id, ui.me());
            var role = positions.get(job.position()).role();
            var language = JobDescriptionType.LANGUAGES.contains(asked)
                    ? asked
                    : ui.locale().getLanguage().equals("fr") ? "fr" : "en";
            var locale = language.equals("fr") ? Locale.FRANCE : Locale.UK;
            return new KitPage(
                    id,
                    job.title(),
                    templates.find(InterviewKits.key(role), locale),
                    HiringRights.hires(ui.me()),
                    Ui.detached(texts, clock, locale, ui.zone()),
                    language);
        }

        @Transactional(readOnly = true)
        public Comparison compare(UUID id, Ui ui) {
            var job = jobs.get(id, ui.me());
            var talks = candidates.talksOf(id, ui.me());
            var all = sheets.of("interview", talks.stream().map(Talk::id).toList(), ui.locale());
            var lines = new LinkedHashMap<String, Line>();
            for (var at = 0; at < talks.size(); at++) {
                var sheet = Objects.requireNonNull(all.get(talks.get(at).id()));
                for (var entry : sheet.entries()) {
                    if (entry.question().kind().equals("choice")) {
                        var line = lines.computeIfAbsent(
                                entry.question().id(), _ -> empty(entry.question(), talks.size()));
                        var answer = entry.own();
                        line.cells().set(at, answer == null ? "" : answer.value());
                        line.notes().set(at, answer == null ? "" : answer.note());
                    }
                }
            }
            var means = new LinkedHashMap<UUID, OptionalDouble>();
            for (var talk : talks) {
                means.computeIfAbsent(
                        talk.candidate(),
                        candidate -> mean(talks.stream()
                                .filter(one -> one.candidate().equals(candidate))
                                .map(one -> Objects.requireNonNull(all.get(one.id())))
                                .toList()));
            }
            return new Comparison(id, job.title(), talks, List.copyOf(lines.values()), means);
        }

        private static Line empty(Question question, int columns) {
            return new Line(
                    question.label(),
                    new ArrayList<>(java.util.Collections.nCopies(columns, "")),
                    new ArrayList<>(java.util.Collections.nCopies(columns, "")));
        }

        /** Of all scores of all interviewers; what nobody scored counts for nothing. */
        private static OptionalDouble mean(List<Sheet> sheets) {
            return sheets.stream()
                    .flatMap(sheet -> sheet.entries().stream())
                    .filter(entry -> entry.question().kind().equals("choice"))
                    .map(Sheet.Entry::own)
                    .filter(answer -> answer != null && answer.value().matches("[1-4]"))
                    .mapToInt(answer ->
                            Integer.parseInt(Objects.requireNonNull(answer).value()))
                    .average();
        }
    }
}
