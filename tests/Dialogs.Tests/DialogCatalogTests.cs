using Xunit;

namespace BotAssistant.Dialogs.Tests;

public sealed class DialogCatalogTests
{
    [Fact]
    public void Every_dialog_is_found_by_its_stored_name()
        => Assert.All(Shipped.Catalog.All, dialog => Assert.Same(dialog, Shipped.Catalog.Find(dialog.Name)));

    [Fact]
    public void A_dialog_that_this_version_no_longer_has_is_not_found() => Assert.Null(Shipped.Catalog.Find("gone"));

    [Fact]
    public void The_names_in_stored_conversations_stay()
        => Assert.Equal(["additive", "apply-reevaluation", "broadcast", "change", "commitment", "commitment-posted", "correction", "filing", "five-s-rating", "five-s-self-rating", "five-s-visit", "health-certificate", "production", "purchase", "put-right", "receipt", "score-reevaluation", "self-check"], Shipped.Catalog.All.Select(dialog => dialog.Name).Order(StringComparer.Ordinal));
}
