package io.diabolo.coaching;

import io.diabolo.identity.Member;
import io.diabolo.identity.MemberBeside;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.stereotype.Component;

/** On a member's page: the last talks, for who stands above them, and for themselves what they were given. */
@Component
class CoachingBeside implements MemberBeside {
    private static final int SHOWN = 5;
    private final CoachingNotes notes;
    private final CoachingRights rights;

    CoachingBeside(CoachingNotes notes, CoachingRights rights) {
        this.notes = notes;
        this.rights = rights;
    }

    @Override
    public List<Panel> of(Member member, Ui ui) {
        var own = member.id().equals(ui.me().member());
        if (!own && !rights.leads(member.id(), ui.me())) {
            return List.of();
        }
        var path = "/coaching/" + member.id();
        var lines = notes.of(member.id(), ui.me()).stream()
                .limit(SHOWN)
                .map(note -> new Line(
                        ui.t("coaching.talk", ui.day(note.talkedOn())), note.authorName(), path + "#note-" + note.id()))
                .toList();
        return own && lines.isEmpty()
                ? List.of()
                : List.of(new Panel(ui.t("coaching.title"), lines, ui.t("coaching.open"), path));
    }
}
