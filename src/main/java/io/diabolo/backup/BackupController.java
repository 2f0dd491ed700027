package io.diabolo.backup;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The administrators' page of backups. */
@Controller
class BackupController {
    private final Backups backups;

    BackupController(Backups backups) {
        this.backups = backups;
    }

    @GetMapping("/backups")
    ModelAndView show(Ui ui) {
        return new ModelAndView("backup/backups").addObject("state", backups.look(ui.me()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        /** Red while the backup fails, on every page that an administrator sees. */
        @Bean
        NavigationEntry backupsEntry(ObjectProvider<Backups> backups) {
            return NavigationEntry.of(NavigationGroup.SETTINGS, 95, "/backups", "backup.title")
                    .visibleTo(Actor::administrator)
                    .counted(me -> {
                        var failures = me.administrator() ? backups.getObject().failures() : 0;
                        return failures == 0 ? null : NavigationEntry.Count.late(failures);
                    });
        }
    }
}
