package dev.noticeboard.functions.fleet;

import dev.noticeboard.functions.ManualTime;
import dev.noticeboard.functions.publish.ResourceNames;

/** The fake keeps the mailboxes' promises. */
class FakeMailboxesTest extends MailboxesContract {
    @Override
    protected Mailboxes newMailboxes(ResourceNames names) {
        return new FakeMailboxes(new ManualTime());
    }
}
