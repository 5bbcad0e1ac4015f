using BotAssistant.People;
using Xunit;

namespace BotAssistant.Core.Tests.People;

public sealed class InvitationTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly Invitation invitation = new(Guid.NewGuid(), "hash", Guid.NewGuid(), Made, Made.AddDays(1));

    [Fact]
    public void A_code_is_used_once()
    {
        Assert.True(invitation.TryUse(Made.AddHours(1)));
        Assert.Equal(Made.AddHours(1), invitation.UsedAt);
        Assert.False(invitation.TryUse(Made.AddHours(2)));
        Assert.Equal(Made.AddHours(1), invitation.UsedAt);
    }

    [Fact]
    public void A_code_ends_at_its_hour()
    {
        Assert.False(invitation.TryUse(Made.AddDays(1)));
        Assert.Null(invitation.UsedAt);
        Assert.True(invitation.TryUse(Made.AddDays(1).AddTicks(-1)));
    }
}
