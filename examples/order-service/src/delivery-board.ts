/** Counts the minutes that a customer has been waiting. */
export class DeliveryBoard {
  private minutes = 0;
  private readonly clock = setInterval(() => (this.minutes += 1), 60_000);

  constructor(readonly customer: string) {}

  get text(): string {
    return `${this.customer} has been waiting for ${this.minutes} minutes.`;
  }

  close(): void {
    this.minutes = 0;
  }
}
