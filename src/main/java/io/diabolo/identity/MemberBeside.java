package io.diabolo.identity;

import io.diabolo.web.Ui;
import java.util.List;

/** What a module shows on the page of a member to who may see it; a bean. */
public interface MemberBeside {
    List<Panel> of(Member member, Ui ui);

    /**
     * @param title in words
     * @param action where it goes on to, with its words; both empty where nowhere
     */
    record Panel(String title, List<Line> lines, String action, String path) {}

    /** @param path empty where it leads nowhere */
    record Line(String label, String sub, String path) {}
}
