/** What a Jeedom takes in, one value after the other: it knows no batch. */
export const PACE_PER_SECOND = 60
/** A sending of less goes without an announcement. */
export const WORTH_SAYING_SECONDS = 10

export function secondsFor(values: number): number {
  return Math.ceil(values / PACE_PER_SECOND)
}

/** What a person should know before a long sending. */
export function announcement(values: number): string {
  const seconds = secondsFor(values)
  const duration = seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
  return `${values} values to send, about ${duration} at ${PACE_PER_SECOND} a second; each wakes the scenarios, alerts and push addresses that follow its command`
}
