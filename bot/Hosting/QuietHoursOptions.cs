using System.ComponentModel.DataAnnotations;

namespace BotAssistant.Bot.Hosting;

/// <summary>Section <c>QuietHours</c>: the bureau's own, Asia/Shanghai, in place of the sample ones in core/Messaging/data; from 24 until 0 there are none.</summary>
internal sealed class QuietHoursOptions
{
    public const string Section = "QuietHours";

    [Range(1, 24)]
    public int? FromHour { get; set; }

    [Range(0, 23)]
    public int? UntilHour { get; set; }
}
