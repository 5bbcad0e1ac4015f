namespace BotAssistant.Calendar;

/// <summary>Years of the working-day calendar that were imported while the service runs; each stands in place of the shipped one.</summary>
public interface ICalendarYears
{
    Task<IReadOnlyList<CalendarYear>> AllAsync(CancellationToken stop);

    /// <summary>Puts each year in the place of an earlier import, within the open transaction.</summary>
    Task PutAsync(IReadOnlyList<CalendarYear> years, CancellationToken stop);
}
