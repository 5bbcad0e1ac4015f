using BotAssistant.People;
using BotAssistant.Testing.Understanding;
using BotAssistant.Understanding;
using Xunit;

namespace BotAssistant.Core.Tests.Understanding;

/// <summary>What a call allocates depends on the text, not on how many phrasings there are.</summary>
public sealed class AllocationTests
{
    private const int Times = 20, Calls = 50;

    [Fact]
    public void Reading_a_text_allocates_the_same_with_twenty_times_the_phrasings()
    {
        const string text = "请问一下那家王阿婆麻糍店现在登记了没有呀";
        var (once, often) = (HeldOut.Listener(), HeldOut.Listener(Enlarged.Times(HeldOut.Shipped, Times)));

        Assert.InRange(Math.Abs(Allocated(often, text) - Allocated(once, text)), 0, 512);
    }

    private static long Allocated(Listener listener, string text)
    {
        listener.Read(text, Role.Inspector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            listener.Read(text, Role.Inspector);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
