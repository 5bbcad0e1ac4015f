using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Routes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "Campaign",
                table: "Outbox",
                newName: "Lane");

            migrationBuilder.AddColumn<string>(
                name: "Notice",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NoticeKind",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Route",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TemplateId",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ChannelStops",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelStops", x => x.Channel);
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    TemplateId = table.Column<string>(type: "TEXT", nullable: false),
                    Remaining = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => new { x.Address, x.TemplateId });
                    table.CheckConstraint("CK_Consents_Remaining", "\"Remaining\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "DeliveryReports",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    PlatformId = table.Column<string>(type: "TEXT", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryReports", x => new { x.Channel, x.PlatformId });
                });

            migrationBuilder.CreateTable(
                name: "GoneChats",
                columns: table => new
                {
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoneChats", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "RouteQuotas",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Route = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Used = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RouteQuotas", x => new { x.Channel, x.Route, x.Day });
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_SendWindows_Remaining",
                table: "SendWindows",
                sql: "\"Remaining\" >= 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Reported",
                table: "Outbox",
                columns: new[] { "Channel", "PlatformId" },
                filter: "\"NoticeKind\" IS NOT NULL AND \"PlatformId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryReports_At",
                table: "DeliveryReports",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelStops");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "DeliveryReports");

            migrationBuilder.DropTable(
                name: "GoneChats");

            migrationBuilder.DropTable(
                name: "RouteQuotas");

            migrationBuilder.DropCheckConstraint(
                name: "CK_SendWindows_Remaining",
                table: "SendWindows");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Reported",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Notice",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "NoticeKind",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TemplateId",
                table: "Outbox");

            migrationBuilder.RenameColumn(
                name: "Lane",
                table: "Outbox",
                newName: "Campaign");
        }
    }
}
