package io.diabolo.organisation;

import io.diabolo.identity.Member;
import io.diabolo.organisation.TeamAnswers.Answers;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** "How does your team work?": eight questions, from whose answers positions, desks and the map follow. */
@Controller
class QuestionController {
    private static final String PATH = "/organisation/questions";
    /** Of more, a form of boxes would be no form; they are found through positions. */
    private static final int MOST_PEOPLE = 60;

    private final TeamAnswers answers;

    QuestionController(TeamAnswers answers) {
        this.answers = answers;
    }

    /** @param faults by question */
    record Page(Answers answers, List<Member> people, Map<String, String> faults, boolean more) {
        List<TeamQuestion> questions() {
            return List.of(TeamQuestion.values());
        }

        boolean has(TeamQuestion question, Member member) {
            return answers.who().getOrDefault(question, Set.of()).contains(member.id());
        }

        String name(TeamQuestion question) {
            return answers.names().getOrDefault(question, "");
        }

        String fault(TeamQuestion question) {
            return faults.getOrDefault(question.id(), "");
        }
    }

    @GetMapping(PATH)
    ModelAndView show(Ui ui) {
        ui.me().mayAdminister();
        return page(answers.present(), Map.of(), HttpStatus.OK);
    }

    private ModelAndView page(Answers given, Map<String, String> faults, HttpStatus status) {
        var people = answers.people();
        return new ModelAndView(
                "organisation/questions",
                Map.of(
                        "page",
                        new Page(
                                given,
                                people.stream().limit(MOST_PEOPLE).toList(),
                                faults,
                                people.size() > MOST_PEOPLE)),
                status);
    }

    @PostMapping(PATH)
    ModelAndView answer(@RequestParam MultiValueMap<String, String> form, Ui ui) {
        var given = read(form);
        try {
            var changeSet = answers.answer(given, ui.me());
            ui.flash(Flash.of("questions.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            var redirect = new RedirectView("/organisation/coverage");
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        } catch (BadInput bad) {
            var faults = new HashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(given, faults, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static Answers read(MultiValueMap<String, String> form) {
        var who = new EnumMap<TeamQuestion, Set<MemberId>>(TeamQuestion.class);
        var names = new EnumMap<TeamQuestion, String>(TeamQuestion.class);
        for (var question : TeamQuestion.people()) {
            var people = new LinkedHashSet<MemberId>();
            form.getOrDefault(question.id(), List.of()).forEach(id -> people.add(member(question, id)));
            who.put(question, people);
            names.put(
                    question,
                    form.getOrDefault(question.id() + "_name", List.of("")).getLast());
        }
        var discovery = form.getOrDefault(TeamQuestion.DISCOVERY.id(), List.of("closer"))
                .getLast();
        return new Answers(who, names, discovery.equals("presales"));
    }

    private static MemberId member(TeamQuestion question, String id) {
        try {
            return new MemberId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new BadInput(question.id(), "position.fault.left");
        }
    }
}
