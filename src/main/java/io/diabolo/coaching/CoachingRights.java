package io.diabolo.coaching;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.identity.ReportingLine;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who reads and writes coaching notes: those who stand above the member, and the member what was shared with them. Nobody
 * else, administrators neither.
 */
@Component
class CoachingRights {
    private final ReportingLine line;
    private final Members members;

    CoachingRights(ReportingLine line, Members members) {
        this.line = line;
        this.members = members;
    }

    @Transactional(readOnly = true)
    public boolean leads(MemberId member, Actor me) {
        return line.leads(me.member(), member);
    }

    static void author(MemberId author, Actor me) {
        if (!author.equals(me.member())) {
            throw new NotAllowed("coaching-author");
        }
    }

    /** Whether a note about the member is read by this reader. */
    @Transactional(readOnly = true)
    public boolean maySee(MemberId member, boolean shared, Actor reader) {
        return shared && member.equals(reader.member()) || leads(member, reader);
    }

    /**
     * The member, for who stands above them.
     *
     * @throws NotAllowed for anybody else
     * @throws NoSuchRecord when there is none
     */
    @Transactional(readOnly = true)
    public Member led(MemberId id, Actor me) {
        var member = members.find(id);
        if (member == null) {
            throw new NoSuchRecord("member", id);
        }
        if (!leads(id, me)) {
            throw new NotAllowed("coaching");
        }
        return member;
    }
}
