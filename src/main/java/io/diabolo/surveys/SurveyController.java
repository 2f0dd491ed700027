package io.diabolo.surveys;

import io.diabolo.directory.RecordAbove;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordRow;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What customers say, in figures; and the link that a member passes on to one of them. */
@Controller
class SurveyController {
    private static final String FIGURES = "/surveys/figures";
    private static final String LINK = "/surveys/{id:[0-9a-fA-F-]{36}}/link";
    private final SurveyFigures figures;
    private final SurveyLinks links;

    SurveyController(SurveyFigures figures, SurveyLinks links) {
        this.figures = figures;
        this.links = links;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry surveysEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 70, "/surveys", "record.survey.many");
        }

        @Bean
        NavigationEntry responsesEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 71, "/responses", "record.survey_response.many");
        }

        @Bean
        NavigationEntry surveyFiguresEntry() {
            return NavigationEntry.of(NavigationGroup.GROW, 72, FIGURES, "survey.figures");
        }
    }

    /** All that the figures' page shows. */
    record Page(SurveyFigures.Report report, SurveyPeriod period, Ui ui) {
        String value(SurveyFigures.Line line) {
            var value = line.estimate().value();
            return value == null ? "–" : number(value);
        }

        String margin(SurveyFigures.Line line) {
            var margin = line.estimate().margin();
            return margin == null ? "" : "± " + number(margin);
        }

        String month(SurveyFigures.Line line) {
            return ui.month(YearMonth.parse(line.group()));
        }

        private String number(double value) {
            return ui.number(value, report.request().kind() == SurveyKind.CES ? 2 : 0)
                    + (report.request().kind() == SurveyKind.CSAT ? "\u00A0%" : "");
        }

        String rate() {
            var rate = report.responseRate();
            return rate == null ? "–" : ui.percent(rate, 0);
        }

        String segment(String id) {
            return ui.t(id.isEmpty() ? "survey.segment.none" : "choice.survey.segment." + id);
        }

        String path(SurveyKind kind) {
            return FIGURES + "?kind=" + kind.id() + period.query();
        }

        /** The answers that are counted. */
        String answers() {
            return "/responses?filter[kind]=" + report.request().kind().id();
        }
    }

    @GetMapping(FIGURES)
    ModelAndView figures(@RequestParam Map<String, String> asked, Ui ui) {
        var period = SurveyPeriod.of(asked, ui);
        return new ModelAndView(
                "surveys/figures", Map.of("page", new Page(figures.of(period.request(asked), ui.me()), period, ui)));
    }

    /** @param link shown once; empty before */
    record LinkPage(
            UUID survey, String name, List<SurveyLinks.Someone> people, String query, String link, String fault) {}

    @GetMapping(LINK)
    ModelAndView link(@PathVariable UUID id, @RequestParam(defaultValue = "") String q, Ui ui) {
        return link(id, q, "", "", HttpStatus.OK, ui);
    }

    private ModelAndView link(UUID id, String q, String link, String fault, HttpStatus status, Ui ui) {
        return new ModelAndView(
                "surveys/link",
                Map.of("page", new LinkPage(id, links.name(id, ui.me()), links.people(q, ui.me()), q, link, fault)),
                status);
    }

    /** Answers with the page itself: the link is nowhere kept, so nothing could show it after a redirect. */
    @PostMapping(LINK)
    ModelAndView make(@PathVariable UUID id, @RequestParam(defaultValue = "") String person, Ui ui) {
        try {
            return link(id, "", links.make(id, person, ui.me()), "", HttpStatus.OK, ui);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            var text = ui.t(fault.key(), fault.args().toArray());
            return link(id, "", "", text, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** The top of a survey's page. */
    @Component
    static class Above implements RecordAbove {
        private final SurveyLinks links;

        Above(SurveyLinks links) {
            this.links = links;
        }

        @Override
        public String type() {
            return "survey";
        }

        @Override
        public @Nullable Top of(RecordRow row, Ui ui) {
            return null;
        }

        @Override
        public List<String> notes(RecordRow row, Ui ui) {
            var trouble = links.trouble(row.id());
            return trouble == null ? List.of() : List.of(ui.t("survey.trouble", ui.t(trouble)));
        }

        @Override
        public List<Action> actions(RecordRow row, Ui ui) {
            var results = new Action(
                    ui.t("survey.figures"), FIGURES + "?kind=" + row.value("kind") + "&survey=" + row.id(), true);
            return "running".equals(row.value("state")) && SurveyRights.mayAsk(ui.me())
                    ? List.of(results, new Action(ui.t("survey.link"), "/surveys/" + row.id() + "/link", false))
                    : List.of(results);
        }
    }
}
