package dev.noticeboard.localstack.emulators;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The actions of SNS's API that concern topics, subscriptions and tags, each from a form to the answer's XML. */
final class SnsActions {
    /** SNS answers lists in pages of 100. */
    private static final int PAGE = 100;

    private static final String RAW = "RawMessageDelivery";
    /** What may be set on a topic and has no effect here. */
    private static final Set<String> TOPIC_ATTRIBUTES =
            Set.of("DisplayName", "Policy", "DeliveryPolicy", "KmsMasterKeyId", "TracingConfig", "SignatureVersion");

    private final SnsTopics topics;
    private final SnsDelivery delivery;
    private final SnsPublish publish;

    SnsActions(SnsTopics topics, SnsDelivery delivery, SnsPublish publish) {
        this.topics = topics;
        this.delivery = delivery;
        this.publish = publish;
    }

    String answer(SnsForm form) {
        String action = form.get("Action");
        return switch (action) {
            case "CreateTopic" -> createTopic(form);
            case "DeleteTopic" -> {
                topics.delete(form.get("TopicArn"));
                yield done(action);
            }
            case "ListTopics" ->
                list(form, action, "Topics", topics.topicArns(), (x, arn) -> x.element("TopicArn", arn));
            case "GetTopicAttributes" ->
                SnsXml.answer(action, r -> r.map("Attributes", topics.attributes(form.get("TopicArn"))));
            case "SetTopicAttributes" -> {
                String name = topicAttribute(form.get("AttributeName"));
                topics.setAttribute(
                        form.get("TopicArn"), name, form.find("AttributeValue").orElse(""));
                yield done(action);
            }
            case "Subscribe" -> subscribe(form);
            case "Unsubscribe" -> {
                topics.unsubscribe(form.get("SubscriptionArn"));
                delivery.forget(form.get("SubscriptionArn"));
                yield done(action);
            }
            case "ListSubscriptions" -> list(form, action, "Subscriptions", topics.subscriptions(), SnsActions::write);
            case "ListSubscriptionsByTopic" ->
                list(form, action, "Subscriptions", topics.subscriptions(form.get("TopicArn")), SnsActions::write);
            case "GetSubscriptionAttributes" ->
                SnsXml.answer(
                        action, r -> r.map("Attributes", attributes(topics.subscription(form.get("SubscriptionArn")))));
            case "SetSubscriptionAttributes" -> {
                String name = form.get("AttributeName");
                topics.setRaw(
                        form.get("SubscriptionArn"),
                        raw(Map.of(name, form.find("AttributeValue").orElse(""))));
                yield done(action);
            }
            case "TagResource" -> {
                topics.tag(form.get("ResourceArn"), form.map("Tags.member", "Key", "Value"));
                yield done(action);
            }
            case "UntagResource" -> {
                topics.untag(form.get("ResourceArn"), form.list("TagKeys.member"));
                yield done(action);
            }
            case "ListTagsForResource" -> {
                Map<String, String> tags = topics.tags(form.get("ResourceArn"));
                yield SnsXml.answer(
                        action,
                        r -> r.element(
                                "Tags",
                                t -> tags.forEach((k, v) -> t.element(
                                        "member", m -> m.element("Key", k).element("Value", v)))));
            }
            case "Publish" -> publish.publish(form);
            case "PublishBatch" -> publish.publishBatch(form);
            default -> throw SnsError.refused("InvalidAction", "This front does not know the action " + action);
        };
    }

    private String createTopic(SnsForm form) {
        String name = form.get("Name");
        Map<String, String> attributes = form.map("Attributes.entry", "key", "value");
        if (name.endsWith(".fifo") || attributes.containsKey("FifoTopic")) {
            throw SnsError.invalid("Name", "this front has standard topics only; drop .fifo");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw SnsError.invalid("Name", "use 1 to 256 letters, digits, hyphens and underscores");
        }
        attributes.keySet().forEach(SnsActions::topicAttribute);
        String arn = topics.create(name, attributes, form.map("Tags.member", "Key", "Value"));
        return SnsXml.answer("CreateTopic", r -> r.element("TopicArn", arn));
    }

    private static String topicAttribute(String name) {
        if (!TOPIC_ATTRIBUTES.contains(name)) {
            throw SnsError.invalid("AttributeName", "this front knows no topic attribute " + name);
        }
        return name;
    }

    private String subscribe(SnsForm form) {
        String protocol = form.get("Protocol");
        if (!protocol.equals("sqs")) {
            throw SnsError.invalid("Protocol", "this front delivers to sqs only, not to " + protocol);
        }
        String queue = form.find("Endpoint").orElse("");
        if (!AwsArns.isQueue(queue)) {
            throw SnsError.invalid("Endpoint", "SQS endpoint ARN: give the ARN of a standard queue");
        }
        boolean raw = raw(form.map("Attributes.entry", "key", "value"));
        SnsSubscription made = topics.subscribe(form.get("TopicArn"), queue, raw);
        return SnsXml.answer("Subscribe", r -> r.element("SubscriptionArn", made.arn()));
    }

    /** Refuses what would change which messages arrive, rather than deliver others than SNS would. */
    private static boolean raw(Map<String, String> attributes) {
        attributes.keySet().stream()
                .filter(name -> !name.equals(RAW))
                .findFirst()
                .ifPresent(name -> {
                    throw SnsError.invalid("Attributes", "this front knows RawMessageDelivery only, not " + name);
                });
        String value = attributes.getOrDefault(RAW, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw SnsError.invalid("Attributes", RAW + " is true or false");
        }
        return value.equals("true");
    }

    private static Map<String, String> attributes(SnsSubscription s) {
        return Map.of(
                "SubscriptionArn",
                s.arn(),
                "TopicArn",
                s.topicArn(),
                "Endpoint",
                s.queueArn(),
                "Protocol",
                "sqs",
                "Owner",
                AwsEndpoints.ACCOUNT,
                "PendingConfirmation",
                "false",
                "ConfirmationWasAuthenticated",
                "true",
                RAW,
                Boolean.toString(s.raw()));
    }

    private static void write(SnsXml xml, SnsSubscription s) {
        xml.element("TopicArn", s.topicArn())
                .element("Protocol", "sqs")
                .element("SubscriptionArn", s.arn())
                .element("Owner", AwsEndpoints.ACCOUNT)
                .element("Endpoint", s.queueArn());
    }

    private interface Writer<T> {
        void write(SnsXml xml, T item);
    }

    private static <T> String list(SnsForm form, String action, String name, List<T> all, Writer<T> writer) {
        int from = form.find("NextToken")
                .filter(t -> !t.isEmpty())
                .map(SnsActions::place)
                .orElse(0);
        int to = Math.min(all.size(), from + PAGE);
        List<T> page = from < to ? all.subList(from, to) : List.of();
        return SnsXml.answer(action, r -> {
            r.element(name, x -> page.forEach(item -> x.element("member", m -> writer.write(m, item))));
            if (to < all.size()) {
                r.element("NextToken", Integer.toString(to));
            }
        });
    }

    private static int place(String token) {
        if (!token.matches("\\d{1,9}")) {
            throw SnsError.invalid("NextToken", "it is not one that this front gave out");
        }
        return Integer.parseInt(token);
    }

    private static String done(String action) {
        return SnsXml.answer(action, r -> {});
    }
}
