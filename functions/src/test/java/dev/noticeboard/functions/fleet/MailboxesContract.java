package dev.noticeboard.functions.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.noticeboard.functions.publish.ResourceNames;
import dev.noticeboard.schemas.name.Namespace;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What mailboxes promise. */
@DisplayName("Mailboxes contract (design.md section 6)")
public abstract class MailboxesContract {
    private static final Namespace NS = new Namespace("/billing/prod");
    private static final String IDENTITY = "arn:aws:sts::000000000000:assumed-role/host";

    private ResourceNames names;
    private Mailboxes mailboxes;

    /** Mailboxes whose resources have these names; what others made does not matter. */
    protected abstract Mailboxes newMailboxes(ResourceNames names);

    /** Begins the names of one test's resources, and of no other's. */
    protected String newPrefix() {
        return "contract-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @BeforeEach
    void make() {
        names = new ResourceNames(newPrefix());
        mailboxes = newMailboxes(names);
    }

    private Mailboxes.Order order(String agent) {
        return new Mailboxes.Order(names.queue(NS, agent, "abcd1234"), NS, agent, IDENTITY);
    }

    private Set<String> queues() {
        Set<String> found = new HashSet<>();
        mailboxes.eachQueue(found::add);
        return found;
    }

    @Test
    void mailbox_whenOpened_isListedWithItsAge() {
        Mailboxes.Order order = order("a");
        Mailbox mailbox = mailboxes.open(order);
        assertTrue(mailbox.queueUrl().endsWith(order.queueName()), mailbox.queueUrl());
        assertEquals(Set.of(order.queueName()), queues());
        assertTrue(mailboxes.made(order.queueName()).isPresent());
        mailboxes.close(mailbox);
    }

    @Test
    void open_whenItIsThereAlready_answersTheSame() {
        Mailbox first = mailboxes.open(order("a"));
        assertEquals(first, mailboxes.open(order("a")));
        mailboxes.close(first);
    }

    @Test
    void close_whenCalledAgain_isNoError() {
        Mailbox mailbox = mailboxes.open(order("a"));
        Mailbox other = mailboxes.open(order("b"));
        mailboxes.close(mailbox);
        mailboxes.close(mailbox);
        assertEquals(Set.of(order("b").queueName()), queues());
        assertFalse(mailboxes.made(order("a").queueName()).isPresent());
        mailboxes.close(other);
    }

    @Test
    void abandon_whenThereIsAQueueOrNone_leavesNone() {
        mailboxes.abandon(order("never").queueName());
        mailboxes.open(order("a"));
        mailboxes.abandon(order("a").queueName());
        mailboxes.abandon(order("a").queueName());
        assertEquals(Set.of(), queues());
    }
}
