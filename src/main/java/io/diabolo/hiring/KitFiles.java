package io.diabolo.hiring;

import io.diabolo.hiring.InterviewController.KitPage;
import io.diabolo.hiring.JobDocument.Part;
import io.diabolo.hiring.JobFiles.Made;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Workspaces;
import io.diabolo.sheets.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** An interview kit as a file, in the language that was asked for: to be printed, or filled in beside the talk. */
@Component
class KitFiles {
    private final JobDocuments documents;
    private final Workspaces workspaces;

    KitFiles(JobDocuments documents, Workspaces workspaces) {
        this.documents = documents;
        this.workspaces = workspaces;
    }

    /** @throws BadInput for a format that there isn't */
    Made make(KitPage kit, String format) {
        var doc = document(kit);
        var name = JobFiles.name(doc, format);
        return switch (format) {
            case "pdf" -> new Made(name, "application/pdf", documents.pdf(doc));
            case "docx" ->
                new Made(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Docx.of(doc));
            default -> throw new BadInput("format", "problem.field.choice");
        };
    }

    private JobDocument document(KitPage kit) {
        var words = kit.words();
        var parts = new ArrayList<Part>();
        parts.add(part("before", kit.title(), List.of(words.t("hiring.kit.same"), words.t("hiring.kit.past-pay"))));
        for (var question : kit.kit().questions()) {
            if (!kit.isBesideAnswer(question)) {
                parts.add(part(question.id(), question.label(), lines(kit, question)));
            }
        }
        parts.add(part(
                "verdict",
                words.t("field.interview.verdict"),
                List.of(String.join(
                        "   ",
                        InterviewType.VERDICTS.stream()
                                .map(one -> "□ " + words.t("choice.interview.verdict." + one))
                                .toList()))));
        var locale = kit.language().equals("fr") ? Locale.FRANCE : Locale.UK;
        return new JobDocument(kit.kit().name(), workspaces.settings().name(), locale, List.of(), parts, "");
    }

    private static List<String> lines(KitPage kit, Question question) {
        var lines = new ArrayList<String>();
        if (!question.hint().isEmpty()) {
            lines.add(question.hint());
        }
        for (var score : kit.scores(question)) {
            lines.add(score.label() + (score.hint().isEmpty() ? "" : " – " + score.hint()));
            lines.add(String.join(
                    "   ", score.choices().stream().map(one -> "□ " + one).toList()));
        }
        return lines;
    }

    private static Part part(String id, String heading, List<String> lines) {
        return new Part(id, heading, Blocks.of(String.join("\n\n", lines)));
    }
}
