using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FiveS : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FiveSProjects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    HolderName = table.Column<string>(type: "TEXT", nullable: false),
                    District = table.Column<string>(type: "TEXT", nullable: false),
                    Licence = table.Column<string>(type: "TEXT", nullable: false),
                    WorkshopId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<decimal>(type: "TEXT", nullable: true),
                    PublishedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Steps = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FiveSProjects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FiveSProjects_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_FiveSProjects_Workshops_WorkshopId",
                        column: x => x.WorkshopId,
                        principalTable: "Workshops",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoredSheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sheet = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ScoredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoredSheets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_CertificateId",
                table: "FiveSProjects",
                column: "CertificateId");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Due",
                table: "FiveSProjects",
                column: "DueOn",
                filter: "\"State\" IN (0, 2)");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Licence",
                table: "FiveSProjects",
                column: "Licence",
                unique: true,
                filter: "\"State\" <> 6");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Number",
                table: "FiveSProjects",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Published",
                table: "FiveSProjects",
                columns: new[] { "PublishedOn", "Number" },
                filter: "\"State\" = 5");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_State_DueOn",
                table: "FiveSProjects",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_WorkshopId",
                table: "FiveSProjects",
                column: "WorkshopId");

            migrationBuilder.CreateIndex(
                name: "IX_FiveSProjects_Year_District_State",
                table: "FiveSProjects",
                columns: new[] { "Year", "District", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoredSheets_SubjectId_ScoredAt",
                table: "ScoredSheets",
                columns: new[] { "SubjectId", "ScoredAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FiveSProjects");

            migrationBuilder.DropTable(
                name: "ScoredSheets");
        }
    }
}
